using System.Xml.Linq;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.CookieKeys;

namespace SencoFlows.Tests.Adapters;

public sealed class CookieKeyTests : IDisposable
{
    private readonly FakeVault _vault = new();
    private readonly Ring _ring = new();

    public void Dispose() => _vault.Dispose();

    /// <summary>One instance of the app: it shares the ring and the vault with the others and nothing else.</summary>
    private IDataProtector Instance()
    {
        var services = new ServiceCollection();
        services.AddCookieKeys(new BlobContainerClient(new Uri("https://store.test/keys")), FakeVault.Key, new FakeIdentity(), new HttpClientTransport(_vault));
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = _ring);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("session");
    }

    [Fact]
    public void What_one_instance_protects_another_can_read()
    {
        var cookie = Instance().Protect("somebody");
        Assert.Equal("somebody", Instance().Unprotect(cookie));
        Assert.Equal(["wrapkey", "unwrapkey"], _vault.Calls.Distinct());
    }

    [Fact]
    public void The_ring_holds_nothing_that_opens_a_cookie_without_the_vault()
    {
        Instance().Protect("somebody");
        var stored = Assert.Single(_ring.GetAllElements()).ToString();
        Assert.Contains("<wrapped", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_key_of_the_vault_was_rotated_old_cookies_stay_good()
    {
        var cookie = Instance().Protect("somebody");
        _vault.Rotate();
        Assert.Equal("somebody", Instance().Unprotect(cookie));
    }

    [Fact]
    public void A_ring_that_names_another_vault_is_not_believed()
    {
        Instance().Protect("somebody");
        _ring.Replace("https://vault.test/", "https://evil.test/");
        Assert.ThrowsAny<Exception>(() => Instance().Unprotect("anything"));
        Assert.DoesNotContain("unwrapkey", _vault.Calls);
    }

    private sealed class Ring : IXmlRepository
    {
        private List<string> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Select(k => XElement.Parse(k))];

        public void StoreElement(XElement element, string friendlyName) => _keys.Add(element.ToString());

        public void Replace(string from, string to) => _keys = [.. _keys.Select(k => k.Replace(from, to, StringComparison.Ordinal))];
    }
}
