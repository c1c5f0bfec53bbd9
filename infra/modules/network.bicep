// An option: storage and vault are reached only from inside a virtual network.
param name string
param location string
param tags object

@description('What gets a private address: its type and name, and which part of it.')
param targets { name: string, type: string, resource: string, part: 'table' | 'blob' | 'queue' | 'vault' }[]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.42.0.0/23'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.42.0.0/24'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'private'
        properties: { addressPrefix: '10.42.1.0/24', privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource private 'subnets' existing = { name: 'private' }
}

var parts = ['table', 'blob', 'queue', 'vault']
var zones = {
  table: 'privatelink.table.${environment().suffixes.storage}'
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  #disable-next-line no-hardcoded-env-urls // The private zone has another suffix than the vault's public address.
  vault: 'privatelink.vaultcore.azure.net'
}

resource dns 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for part in parts: {
    name: zones[part]
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (part, i) in parts: {
    parent: dns[i]
    name: '${part}-vnet'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for target in targets: {
    name: 'pe-${name}-${target.name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: network::private.id }
      privateLinkServiceConnections: [{ name: target.name, properties: { privateLinkServiceId: resourceId(target.type, target.resource), groupIds: [target.part] } }]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (target, i) in targets: {
    parent: endpoint[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.part, properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zones[target.part]) } }]
    }
    dependsOn: [dns]
  }
]

output appSubnetId string = network::app.id
