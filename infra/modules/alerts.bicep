// What somebody must hear of. Each is a query of infra/queries, so that what rings is what the morning view shows.
param name string
param location string
param tags object
param workspaceId string
param operatorEmail string

var every = [
  { name: 'sweep-mended', says: 'The sweep had to mend orchestrations.', query: loadTextContent('../queries/sweep-mended.kql'), severity: 2, frequency: 'PT1H', window: 'P1D' }
  { name: 'sweep-missing', says: 'The sweep did not run last night.', query: loadTextContent('../queries/sweep-missing.kql'), severity: 1, frequency: 'PT1H', window: 'P2D' }
  { name: 'silent', says: 'The app has said nothing for an hour.', query: loadTextContent('../queries/silent.kql'), severity: 1, frequency: 'PT15M', window: 'P1D' }
  { name: 'dead-letters', says: 'Something could not be done and waits for a person.', query: loadTextContent('../queries/dead-letters.kql'), severity: 2, frequency: 'PT1H', window: 'PT6H' }
  { name: 'webhook-failures', says: 'Reports of the mail service are refused or fail.', query: loadTextContent('../queries/webhook-failures.kql'), severity: 2, frequency: 'PT15M', window: 'PT1H' }
  { name: 'stuck-cases', says: 'A case could not be woken, or the mail of the day fell.', query: loadTextContent('../queries/stuck-cases.kql'), severity: 2, frequency: 'PT1H', window: 'PT6H' }
  { name: 'page-failures', says: 'Pages fail.', query: loadTextContent('../queries/page-failures.kql'), severity: 1, frequency: 'PT5M', window: 'PT15M' }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'sencoflows'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: operatorEmail, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for alert in every: {
    name: 'alert-${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.says
      enabled: true
      severity: alert.severity
      scopes: [workspaceId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      skipQueryValidation: true // A new workspace has no tables yet; a test knows every name that a query asks for.
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

output actionGroupId string = people.id
