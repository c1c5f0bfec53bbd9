using '../main.bicep'

param environmentName = 'plain'
param operatorEmail = 'operator@example.org'
param signInAuthority = 'https://login.example.org/v2.0'
param signInClientId = '11111111-1111-1111-1111-111111111111'
param budgetFrom = '2026-12-01'
