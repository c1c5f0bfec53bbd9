using '../main.bicep'

param environmentName = 'everything'
param location = 'ukwest'
param operatorEmail = 'operator@example.org'
param siteAddress = 'https://senco.example.org.uk'
param signInAuthority = 'https://oidc.signin.example.org'
param signInClientId = 'SENCOFLOWS'
param signInWithSecret = true
param signInAskForUserInfo = true
param signInProvesEveryEmail = true
param mailIsSetUp = true
param mailReportsKey = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'
param mailFrom = 'no-reply@senco.example.org.uk'
param taskHub = 'Scheduler'
param privateNetwork = true
param immutableDays = 30
param alwaysReady = 1
param budgetFrom = '2026-12-01'
