param name string
param monthlyPounds int
param operatorEmail string

@description('The first day of the month in which the budget begins: yyyy-MM-01.')
param from string

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: monthlyPounds
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    notifications: {
      Half: { enabled: true, operator: 'GreaterThan', threshold: 50, thresholdType: 'Actual', contactEmails: [operatorEmail] }
      All: { enabled: true, operator: 'GreaterThan', threshold: 100, thresholdType: 'Actual', contactEmails: [operatorEmail] }
      Forecast: { enabled: true, operator: 'GreaterThan', threshold: 110, thresholdType: 'Forecasted', contactEmails: [operatorEmail] }
    }
  }
}
