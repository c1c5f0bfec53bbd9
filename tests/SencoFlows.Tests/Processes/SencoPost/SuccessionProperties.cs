using CsCheck;
using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>
/// Years at a school told at random, beside a ledger that knows nothing of cases: who is SENCO, who is away, and on which days each
/// of them has been in post.
/// </summary>
public class SuccessionProperties
{
    private enum Act { Name, Leave, GoAway, ComeBack, LeaveWhileAway, Promise, Accept }

    private static readonly Gen<(Act Act, int Who, int Days)> _step = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 2], Gen.Int[1, 50]);

    [Fact]
    public void A_school_has_one_senco_or_is_known_to_have_none_and_nothing_is_lost_on_the_way() => _step.Array[1, 14].Sample(steps =>
    {
        var years = new Years();
        foreach (var (act, who, days) in steps)
        {
            years.Try(act, who);
            years.Check();
            years.Pass(days);
            years.Check();
        }
    }, iter: 120);

    private sealed class Years
    {
        private static readonly string[] _staff = ["s1", "s2", "h1"];
        private readonly SchoolTale _tale = new(new(2024, 9, 2));
        private readonly Dictionary<string, string> _posts = []; // Of whoever has not left, by the member of staff.
        private readonly List<string> _away = [];
        private readonly List<string> _left = [];
        private readonly Dictionary<string, HashSet<DateOnly>> _days = _staff.ToDictionary(s => s, _ => new HashSet<DateOnly>());
        private string? _senco;
        private int _promised;
        private int _named;

        public Years() => _tale.Tell(new Roles.Event.Kept());

        public void Try(Act act, int who)
        {
            var today = _tale.Today;
            var x = _staff[who];
            switch (act)
            {
                case Act.Name when _senco is null && !_posts.ContainsKey(x):
                    var post = $"q{++_named}";
                    _tale.Tell(new Roles.Event.Named(x, post, "SENCO", today, SchoolTale.Teacher with { IsHead = x == "h1" }, false, []));
                    (_senco, _posts[x]) = (x, post);
                    break;
                case Act.Leave when _senco is { } senco && _tale.Tenure(_posts[senco]).From < today:
                    _tale.Tell(_posts[senco], new Post.Event.Leaving(today.AddDays(-1), LeavingReason.Other), SchoolTale.Head);
                    Gone(senco);
                    _senco = null;
                    break;
                case Act.LeaveWhileAway when _away.Count > 0:
                    _tale.Tell(_posts[_away[0]], new Post.Event.Leaving(today.AddDays(-1), LeavingReason.Other), SchoolTale.Head);
                    Gone(_away[0]);
                    break;
                case Act.GoAway when _senco is { } senco && _tale.Tenure(_posts[senco]).From < today:
                    _tale.Tell(_posts[senco], new Post.Event.WentOnLeave(today, null), SchoolTale.Head);
                    _away.Add(senco);
                    _senco = null;
                    break;
                case Act.ComeBack when _away.Count > 0 && (_senco is null || _tale.Tenure(_posts[_senco]).From < today):
                    var back = _away[0];
                    _tale.Tell(_posts[back], new Post.Event.CameBack(today), SchoolTale.Head);
                    if (_senco is { } cover)
                    {
                        Gone(cover);
                    }

                    _away.Remove(back);
                    _senco = back;
                    break;
                case Act.Promise when _senco is { } senco:
                    _tale.Tell(_posts[senco], new Post.Event.PromiseMade("Call back", "A parent", today.AddDays(20)));
                    _promised++;
                    break;
                case Act.Accept when _senco is { } senco && _left.Find(p => _tale.Tenure(p).Staff != senco) is { } waiting:
                    _tale.Tell(waiting, new Post.Event.HandoverAccepted([], _posts[senco]), new(Role.Senco, senco));
                    _left.Remove(waiting);
                    break;
            }
        }

        public void Pass(int days)
        {
            for (var i = 0; i < days; i++)
            {
                foreach (var x in _posts.Keys)
                {
                    _days[x].Add(_tale.Today.AddDays(i));
                }
            }

            var until = _tale.Today.AddDays(days);
            _tale.Until(until.Year, until.Month, until.Day);
        }

        public void Check()
        {
            Assert.Equal(_senco is null ? [] : [_senco], _tale.Sencos);
            Assert.Equal(_senco, Roles.HolderOf(_tale.Arrangement)?.Staff);
            Assert.Equal(_senco is null, _tale.Stands.Action == "name");
            Assert.Equal(_promised, Enumerable.Range(1, _named).Sum(n => _tale.Tenure($"q{n}").Promises.Count - (_tale.At($"q{n}") is Post.State.Ended ? _tale.Tenure($"q{n}").Promises.Count : 0)));
            foreach (var (x, post) in _posts)
            {
                var tenure = _tale.Tenure(post);
                Assert.Equal(_days[x].Count(d => d < tenure.From), SencoService.Days(tenure.ServiceBefore));
                Assert.True(_tale.Due(post).Any() || tenure.On(_tale.Today).IsSettled, $"{post}: nothing is awaited");
            }
        }

        private void Gone(string x)
        {
            _left.Add(_posts[x]);
            _posts.Remove(x);
            _away.Remove(x);
        }
    }
}
