using System.Text.Json.Nodes;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Systems;
using SencoFlows.Web.Pages.Systems;

namespace SencoFlows.Web.Api;

/// <summary>The part of the OpenAPI document about records from other systems.</summary>
internal static class ApiDocument
{
    public static JsonObject Paths(JsonObject paths)
    {
        paths["/api/oauth/token"] = Parse("""
            { "post": { "operationId": "token", "summary": "Client credentials (RFC 6749, 4.4): a token for an hour",
              "requestBody": { "required": true, "content": { "application/x-www-form-urlencoded": { "schema": { "type": "object", "required": ["grant_type"],
                "properties": { "grant_type": { "const": "client_credentials" }, "client_id": { "type": "string" }, "client_secret": { "type": "string" } } } } } },
              "responses": { "200": { "description": "The token", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Token" } } } }, "400": { "description": "Another grant type" }, "401": { "description": "The client or its secret is not right" },
                "429": { "description": "Asked too often: more than 10 times in a minute for one client, or 60 times from one address", "headers": { "Retry-After": { "description": "Seconds to wait", "schema": { "type": "integer" } } } } } } }
            """);
        paths["/api/v1/deliveries"] = Parse("""
            { "post": { "operationId": "announce", "summary": "Announces a record pack; the same announcement again is the same delivery", "security": [{ "client": [] }],
              "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Announcement" } } } },
              "responses": { "201": { "$ref": "#/components/responses/Delivery" }, "200": { "$ref": "#/components/responses/Delivery" }, "400": { "description": "Something is missing" }, "401": { "description": "No token" }, "409": { "description": "This attempt was announced with other content" }, "429": { "description": "Too many unfinished deliveries" } } } }
            """);
        paths["/api/v1/deliveries/{id}"] = Parse("""
            { "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
              "get": { "operationId": "delivery", "summary": "How a delivery stands: how much has come, and its receipts", "security": [{ "client": [] }], "responses": { "200": { "$ref": "#/components/responses/Delivery" }, "401": { "description": "No token" }, "404": { "description": "None of this client" } } },
              "delete": { "operationId": "withdraw", "summary": "Takes a delivery back", "security": [{ "client": [] }], "responses": { "200": { "$ref": "#/components/responses/Delivery" }, "401": { "description": "No token" }, "404": { "description": "None of this client, or not delivered" } } } }
            """);
        paths["/api/v1/deliveries/{id}/content"] = Parse("""
            { "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }, { "name": "Content-Range", "in": "header", "required": true, "schema": { "type": "string", "examples": ["bytes 0-8388607/104857600"] } }],
              "put": { "operationId": "append", "summary": "Sends the next part, at most 8 MiB; after the last one the pack is checked and delivered", "security": [{ "client": [] }],
                "requestBody": { "required": true, "content": { "application/octet-stream": { } } },
                "responses": { "200": { "$ref": "#/components/responses/Delivery" }, "400": { "description": "The range is not right" }, "401": { "description": "No token" }, "409": { "description": "Go on from the number of bytes in received", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Delivery" } } } }, "413": { "description": "The part is too large" } } } }
            """);
        return paths;
    }

    /// <summary>What a system is told, by type.</summary>
    public static JsonObject Webhooks() => new(Enum.GetValues<DeliveryNews>().Select(n => (HookMessage.TypeOf(n), $"What became of a delivery of this system: {n.Words}")).Append((HookMessage.Ping, "Somebody at the school tries out the address: nothing happened"))
        .Select(e => KeyValuePair.Create(e.Item1, (JsonNode?)Webhook(e.Item1, e.Item2))));

    public static JsonObject Schemas(JsonObject schemas)
    {
        schemas["Token"] = Parse("""{ "type": "object", "required": ["access_token", "token_type", "expires_in"], "properties": { "access_token": { "type": "string" }, "token_type": { "const": "Bearer" }, "expires_in": { "type": "integer" } } }""");
        schemas["Announcement"] = Parse("""
            { "type": "object", "required": ["transfer", "attempt", "sha256", "bytes"], "properties": { "transfer": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,100}$" }, "attempt": { "type": "integer", "minimum": 1, "maximum": 99 }, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "bytes": { "type": "integer", "minimum": 1, "maximum": 2147483648 } } }
            """);
        schemas["Delivery"] = Parse("""
            { "type": "object", "required": ["id", "transfer", "attempt", "state", "bytes", "received", "receipts", "problems"], "properties": { "id": { "type": "string" }, "transfer": { "type": "string" }, "attempt": { "type": "integer" },
              "state": { "enum": ["receiving", "not-taken", "delivered", "opened", "verified", "filed", "read", "refused", "withdrawn", "removed"] }, "bytes": { "type": "integer" }, "received": { "type": "integer" },
              "receipts": { "type": "array", "items": { "type": "object", "required": ["kind", "at"], "properties": { "kind": { "type": "string" }, "at": { "type": "string", "format": "date-time" }, "manifest": { "type": "string" }, "reason": { "type": "string" }, "note": { "type": "string" } } } },
              "problems": { "type": "array", "items": { "type": "object", "required": ["code", "where", "words"], "properties": { "code": { "type": "string" }, "where": { "type": "string" }, "words": { "type": "string" } } } } } }
            """);
        schemas["Event"] = Parse("""
            { "type": "object", "required": ["type", "version", "timestamp", "data"], "properties": { "type": { "type": "string" }, "version": { "const": 1 }, "timestamp": { "type": "string", "format": "date-time", "description": "When it happened" },
              "data": { "type": "object", "properties": { "delivery": { "type": "string", "description": "As in /api/v1/deliveries/{id}; not in a test event" }, "reason": { "description": "Of a refusal", "enum": [] } } } } }
            """);
        schemas["Event"]!["properties"]!["data"]!["properties"]!["reason"]!["enum"] = new JsonArray([.. Enum.GetValues<RefusalReason>().Select(r => (JsonNode)r.Code)]);
        return schemas;
    }

    public static JsonObject Responses() => new() { ["Delivery"] = Parse("""{ "description": "The delivery", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Delivery" } } } }""") };

    public static JsonObject Security() => new() { ["client"] = Parse("""{ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "/api/oauth/token", "scopes": {} } } }""") };

    private static JsonObject Webhook(string type, string words)
    {
        var webhook = Parse("""
            { "post": { "security": [],
              "parameters": [{ "name": "webhook-id", "in": "header", "required": true, "schema": { "type": "string" }, "description": "The same with every try: drop what you have had" },
                { "name": "webhook-timestamp", "in": "header", "required": true, "schema": { "type": "string", "pattern": "^[0-9]+$" }, "description": "When it was sent, in seconds since 1970: refuse more than 5 minutes" },
                { "name": "webhook-signature", "in": "header", "required": true, "schema": { "type": "string" }, "description": "Standard Webhooks 1: v1, and the base64 of HMAC-SHA256 over id, timestamp and body with full stops between them; several, with spaces between them, while the secret changes" }],
              "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Event" } } } },
              "responses": { "2XX": { "description": "Taken. Anything else within 10 seconds, or nothing, is tried again for three days" }, "410": { "description": "Gone for good: events are turned off" } } } }
            """).AsObject();
        webhook["post"]!["operationId"] = type;
        webhook["post"]!["summary"] = words;
        return webhook;
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
