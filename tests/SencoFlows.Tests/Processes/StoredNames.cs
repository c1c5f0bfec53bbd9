using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SencoFlows.Cases;

namespace SencoFlows.Tests.Processes;

/// <summary>Every name under which a type is written, read from the type itself, so that nothing depends on an example being there.</summary>
internal sealed class StoredNames
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];

    public static string Of(params ReadOnlySpan<Type> types)
    {
        Wire.Json.MakeReadOnly(populateMissingResolver: true);
        var names = new StoredNames();
        foreach (var type in types)
        {
            names.Add(type);
        }

        return string.Concat(names._names.Select(n => n + "\n"));
    }

    private void Add(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!_seen.Add(type))
        {
            return;
        }

        if (type.IsEnum)
        {
            _names.UnionWith(Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => $"{type.Name} {JsonSerializer.Serialize(Enum.ToObject(type, v), type, Wire.Json).Trim('"')}"));
            return;
        }

        var info = Wire.Json.GetTypeInfo(type);
        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            Add(info.ElementType!);
        }
        else if (info.PolymorphismOptions is { } family)
        {
            foreach (var one in family.DerivedTypes)
            {
                _names.Add($"{type.Name} {one.TypeDiscriminator}");
                AddProperties(one.DerivedType, $"{type.Name} {one.TypeDiscriminator}");
            }
        }
        else if (info.Kind is JsonTypeInfoKind.Object)
        {
            AddProperties(type, type.Name);
        }
    }

    private void AddProperties(Type type, string owner)
    {
        foreach (var property in Wire.Json.GetTypeInfo(type).Properties.Where(p => p.Get is not null))
        {
            _names.Add($"{owner} {property.Name}");
            Add(property.PropertyType);
        }
    }
}
