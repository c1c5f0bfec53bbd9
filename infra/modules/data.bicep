// The truth: one table and one container a school. Nothing here is the engine's, so the engine may be lost and rebuilt.
param name string
param location string
param tags object
param identityName string
param allowPublicNetwork bool

@description('Days for which a deleted or overwritten document can be brought back.')
param undeleteDays int

@description('Days for which no version of a document can be removed by anybody, 0 for none. While it runs, a school that leaves cannot be removed whole.')
param immutableDays int

// The paired region has no zones.
var sku = location == 'uksouth' ? 'Standard_GZRS' : 'Standard_GRS'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: allowPublicNetwork ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: allowPublicNetwork ? 'Allow' : 'Deny', bypass: 'AzureServices' }
    encryption: {
      requireInfrastructureEncryption: true
      keySource: 'Microsoft.Storage'
      services: {
        blob: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
    immutableStorageWithVersioning: immutableDays == 0 ? null : {
      enabled: true
      immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: immutableDays, state: 'Unlocked', allowProtectedAppendWrites: false }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: undeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: undeleteDays }
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

// What was deleted or written over becomes an old version. Azure counts its days from when it was written, not from when it was deleted,
// so this rule takes it at once, and soft delete keeps it for the days in which it can be brought back. Then it is gone for good.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions-go'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: max(1, immutableDays) } } }
          }
        }
      ]
    }
  }
}

// The app makes the table and the container of a school when the school joins, so its right stands on the account; of the two
// services and nothing else in it.
resource mayUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(tables.id, identityName, tableDataContributor)
  scope: tables
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor) }
}

resource mayUseBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(blobs.id, identityName, blobDataContributor)
  scope: blobs
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor) }
}

output id string = account.id
output name string = account.name
output tableUri string = account.properties.primaryEndpoints.table
output blobUri string = account.properties.primaryEndpoints.blob
