using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

/// <param name="Id">Stands in the address after #.</param>
public sealed record TabItem(string Id, string Label, RenderFragment Content);
