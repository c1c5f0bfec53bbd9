// SencoFlows for one trust. `azd up` deploys it; docs/azure-host.md says what each setting means.
targetScope = 'subscription'

@description('A short name, part of the name of everything.')
@minLength(2)
@maxLength(12)
param environmentName string

@allowed(['uksouth', 'ukwest'])
param location string = 'uksouth'

@description('Who hears of alerts and of the budget.')
param operatorEmail string

@description('Where people reach the site, for links in mails: https://senco.example.org.uk. Empty for the address that Azure gives.')
param siteAddress string = ''

@description('The OpenID Connect authority that staff sign in with. Empty for Entra ID of this tenant.')
param signInAuthority string = ''

@description('The client id of the app registration.')
param signInClientId string

@description('True for providers that insist on a client secret (DfE Sign-in): it is then read from the vault, secret "sign-in". Entra ID needs none.')
param signInWithSecret bool = false

@description('True for providers that tell the email address only when asked for it afterwards (DfE Sign-in).')
param signInAskForUserInfo bool = false

@description('True once the provider has given its word that every address is proved.')
param signInProvesEveryEmail bool = false

@description('True once the vault holds the secret "sendgrid". Until then no mail leaves.')
param mailIsSetUp bool = false

@description('The public key with which the mail service signs its reports, from its settings page.')
param mailReportsKey string = ''

@description('The address that mails come from: a domain that the mail service has verified.')
param mailFrom string = ''

@allowed(['AzureStorage', 'Scheduler'])
param taskHub string = 'AzureStorage'

@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('True to reach storage and vault only from inside a virtual network.')
param privateNetwork bool = false

param undeleteDays int = 30
param immutableDays int = 0
param logsKeptDays int = 90
param logsDailyCapGb int = 1
param alwaysReady int = 0
param maximumInstances int = 40
param monthlyBudgetPounds int = 50

@description('The first day of the month in which the budget begins. Azure lets nobody change it afterwards, so the environment remembers it.')
param budgetFrom string

var tags = { 'azd-env-name': environmentName, product: 'sencoflows' }
var token = take(uniqueString(subscription().id, environmentName, location), 8)
var name = '${environmentName}-${token}'
var identityName = 'id-${name}'
var dataName = 'stdata${token}'
var engineName = 'sthost${token}'
var vaultName = 'kv-${name}'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-sencoflows-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: identityName, location: location, tags: tags }
}

module data 'modules/data.bicep' = {
  scope: group
  dependsOn: [identity]
  params: {
    name: dataName
    location: location
    tags: tags
    identityName: identityName
    allowPublicNetwork: !privateNetwork
    undeleteDays: undeleteDays
    immutableDays: immutableDays
  }
}

module engine 'modules/engine.bicep' = {
  scope: group
  dependsOn: [identity]
  params: {
    name: engineName
    location: location
    tags: tags
    identityName: identityName
    allowPublicNetwork: !privateNetwork
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  dependsOn: [identity]
  params: {
    name: vaultName
    location: location
    tags: tags
    identityName: identityName
    holdsSecrets: signInWithSecret || mailIsSetUp
    allowPublicNetwork: !privateNetwork
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  dependsOn: [identity]
  params: {
    name: name
    location: location
    tags: tags
    identityName: identityName
    keptDays: logsKeptDays
    dailyCapGb: logsDailyCapGb
  }
}

module scheduler 'modules/scheduler.bicep' = if (taskHub == 'Scheduler') {
  scope: group
  dependsOn: [identity]
  params: {
    name: 'dts-${name}'
    location: location
    tags: tags
    identityName: identityName
    sku: schedulerSku
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  dependsOn: [data, engine, vault]
  params: {
    name: name
    location: location
    tags: tags
    targets: [
      { name: 'data-table', type: 'Microsoft.Storage/storageAccounts', resource: dataName, part: 'table' }
      { name: 'data-blob', type: 'Microsoft.Storage/storageAccounts', resource: dataName, part: 'blob' }
      { name: 'host-table', type: 'Microsoft.Storage/storageAccounts', resource: engineName, part: 'table' }
      { name: 'host-blob', type: 'Microsoft.Storage/storageAccounts', resource: engineName, part: 'blob' }
      { name: 'host-queue', type: 'Microsoft.Storage/storageAccounts', resource: engineName, part: 'queue' }
      { name: 'vault', type: 'Microsoft.KeyVault/vaults', resource: vaultName, part: 'vault' }
    ]
  }
}

var ourSettings = {
  SencoFlows__Site: empty(siteAddress) ? 'https://func-${name}.azurewebsites.net' : siteAddress
  SencoFlows__Tables: data.outputs.tableUri
  SencoFlows__Blobs: data.outputs.blobUri
  SencoFlows__CookieKey: vault.outputs.keyUri
  SencoFlows__SignIn__Authority: empty(signInAuthority) ? '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0' : signInAuthority
  SencoFlows__SignIn__ClientId: signInClientId
  SencoFlows__SignIn__AskForUserInfo: signInAskForUserInfo ? 'true' : 'false'
  SencoFlows__SignIn__ProvesEveryEmail: signInProvesEveryEmail ? 'true' : 'false'
}
var secretSettings = union(
  signInWithSecret ? { SencoFlows__SignIn__ClientSecret: '@Microsoft.KeyVault(VaultName=${vault.outputs.name};SecretName=sign-in)' } : {},
  mailIsSetUp
    ? {
        SencoFlows__Mail__Key: '@Microsoft.KeyVault(VaultName=${vault.outputs.name};SecretName=sendgrid)'
        SencoFlows__Mail__From: mailFrom
        SencoFlows__Mail__ReportsKey: mailReportsKey
      }
    : {}
)
var hubSettings = taskHub == 'Scheduler'
  ? {
      AzureFunctionsJobHost__extensions__durableTask__hubName: scheduler!.outputs.hub
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'TASK_HUB'
      TASK_HUB: 'Endpoint=${scheduler!.outputs.endpoint};TaskHub=${scheduler!.outputs.hub};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
    }
  : {}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-${name}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    engineAccount: engine.outputs.name
    packagesUri: engine.outputs.packagesUri
    insightsConnectionString: monitoring.outputs.connectionString
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    alwaysReady: alwaysReady
    maximumInstances: maximumInstances
    settings: union(ourSettings, secretSettings, hubSettings)
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: { name: name, location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId, operatorEmail: operatorEmail }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: { name: name, location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: { name: name, monthlyPounds: monthlyBudgetPounds, operatorEmail: operatorEmail, from: budgetFrom }
}

output SITE_URL string = ourSettings.SencoFlows__Site
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_RESOURCE_GROUP string = group.name
output KEY_VAULT_NAME string = vault.outputs.name
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output SIGN_IN_REDIRECT string = '${ourSettings.SencoFlows__Site}/signed-in'
