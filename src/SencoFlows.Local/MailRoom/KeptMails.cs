using System.Globalization;
using Microsoft.Data.Sqlite;
using SencoFlows.Cases;

namespace SencoFlows.Local.MailRoom;

/// <summary>A mail that the mail room took, for one recipient.</summary>
/// <param name="MessageId">What SendGrid calls X-Message-Id.</param>
public sealed record KeptMail(string MessageId, DateTimeOffset At, string To, string ToName, string From, string FromName, string? ReplyTo, string Subject, string Text, string Html, string? Key)
{
    public long Id { get; init; }

    /// <summary>The calendar file that hangs on it; null for most.</summary>
    public string? Calendar { get; init; }

    /// <summary>What has been reported to the site about it, in order.</summary>
    public IReadOnlyList<SentNews> News { get; init; } = [];
}

/// <param name="Event">SendGrid's word: "delivered".</param>
/// <param name="Status">How the site answered; 0 when it did not.</param>
public sealed record SentNews(string Event, DateTimeOffset At, int Status);

/// <summary>Everything that was ever sent, on disk before the sender hears that it was taken.</summary>
internal sealed class KeptMails
{
    private readonly string _connection;

    public KeptMails(string file)
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
        using var db = Open();
        Run(db, "PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS mail (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, news TEXT NOT NULL)");
    }

    public void Add(IEnumerable<KeptMail> mails)
    {
        using var db = Open();
        using var transaction = db.BeginTransaction();
        foreach (var mail in mails)
        {
            Run(db, "INSERT INTO mail (body, news) VALUES ($body, '[]')", ("$body", Wire.Write(mail with { News = [] })));
        }

        transaction.Commit();
    }

    /// <summary>Newest first.</summary>
    /// <param name="to">Part of a mailbox or of its owner's name; empty for all.</param>
    /// <param name="skip">Mails.</param>
    /// <param name="take">Mails.</param>
    public (IReadOnlyList<KeptMail> Mails, int All) List(int skip, int take, string to = "")
    {
        const string theirs = "WHERE instr(lower(json_extract(body, '$.to') || ' ' || json_extract(body, '$.toName')), lower($to)) > 0";
        using var db = Open();
        using var count = Command(db, $"SELECT count(*) FROM mail {theirs}", ("$to", to));
        return (Read(db, $"{theirs} ORDER BY id DESC LIMIT $take OFFSET $skip", ("$to", to), ("$take", take), ("$skip", skip)), Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture));
    }

    public KeptMail? Find(long id)
    {
        using var db = Open();
        return Read(db, "WHERE id = $id", ("$id", id)) is [var mail] ? mail : null;
    }

    /// <summary>Those of which nothing has been reported yet, oldest first.</summary>
    public IReadOnlyList<KeptMail> Unreported()
    {
        using var db = Open();
        return Read(db, "WHERE news = '[]' ORDER BY id");
    }

    public void Note(long id, IEnumerable<SentNews> news)
    {
        using var db = Open();
        using var transaction = db.BeginTransaction();
        var known = Read(db, "WHERE id = $id", ("$id", id)) is [var mail] ? mail.News : [];
        Run(db, "UPDATE mail SET news = $news WHERE id = $id", ("$news", Wire.Write<IReadOnlyList<SentNews>>([.. known, .. news])), ("$id", id));
        transaction.Commit();
    }

    private static List<KeptMail> Read(SqliteConnection db, string which, params (string, object)[] values)
    {
        using var command = Command(db, $"SELECT id, body, news FROM mail {which}", values);
        using var reader = command.ExecuteReader();
        List<KeptMail> mails = [];
        while (reader.Read())
        {
            mails.Add(Wire.Read<KeptMail>(reader.GetString(1)) with { Id = reader.GetInt64(0), News = Wire.Read<IReadOnlyList<SentNews>>(reader.GetString(2)) });
        }

        return mails;
    }

    private SqliteConnection Open()
    {
        var db = new SqliteConnection(_connection);
        db.Open();
        Run(db, "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000");
        return db;
    }

    private static void Run(SqliteConnection db, string sql, params (string, object)[] values)
    {
        using var command = Command(db, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection db, string sql, params (string Name, object Value)[] values)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
