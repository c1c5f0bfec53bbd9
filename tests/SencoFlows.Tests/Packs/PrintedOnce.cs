using System.Collections.Concurrent;
using System.Text.Json;
using SencoFlows.Adapters.Packs;
using SencoFlows.Record.Pack;

namespace SencoFlows.Tests.Packs;

/// <summary>The same sheet is printed once in a run of tests: most of them send the record of the same child. What is printed has tests of its own.</summary>
internal static class PrintedOnce
{
    private static readonly ConcurrentDictionary<string, byte[]> _printed = [];

    public static byte[] Print(Sheet sheet, bool onOnePage) => _printed.GetOrAdd($"{onOnePage}{JsonSerializer.Serialize(sheet)}", _ => SheetPdf.Print(sheet, onOnePage));
}
