using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace SencoFlows.Adapters.CookieKeys;

/// <summary>Encrypts each key of the ring with a key of its own (AES-256-GCM), and that with the vault's.</summary>
internal sealed class VaultEncryptor(VaultKey vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using (var aes = new AesGcm(secret, tag.Length))
        {
            aes.Encrypt(nonce, plain, cipher, tag);
        }

        var (wrapped, by) = vault.Wrap(secret);
        CryptographicOperations.ZeroMemory(secret);
        return new(new XElement("wrapped",
            new XElement("by", by),
            new XElement("key", Convert.ToBase64String(wrapped)),
            new XElement("nonce", Convert.ToBase64String(nonce)),
            new XElement("tag", Convert.ToBase64String(tag)),
            new XElement("value", Convert.ToBase64String(cipher))), typeof(VaultDecryptor));
    }
}

/// <summary>Made by the framework from its name in the stored key: never rename.</summary>
internal sealed class VaultDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        byte[] Bytes(string name) => Convert.FromBase64String((string)encryptedElement.Element(name)!);

        var secret = services.GetRequiredService<VaultKey>().Unwrap(Bytes("key"), new Uri((string)encryptedElement.Element("by")!));
        var cipher = Bytes("value");
        var plain = new byte[cipher.Length];
        using (var aes = new AesGcm(secret, AesGcm.TagByteSizes.MaxSize))
        {
            aes.Decrypt(Bytes("nonce"), cipher, Bytes("tag"), plain);
        }

        CryptographicOperations.ZeroMemory(secret);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
