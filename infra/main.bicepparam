// What azd knows of the environment: `azd env set NAME value` fills it in. docs/azure-host.md explains each.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'trial')
param location = readEnvironmentVariable('AZURE_LOCATION', 'uksouth')
param operatorEmail = readEnvironmentVariable('OPERATOR_EMAIL', 'operator@example.org')
param siteAddress = readEnvironmentVariable('SITE_ADDRESS', '')
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '00000000-0000-0000-0000-000000000000')
param signInWithSecret = bool(readEnvironmentVariable('SIGN_IN_WITH_SECRET', 'false'))
param mailIsSetUp = bool(readEnvironmentVariable('MAIL_IS_SET_UP', 'false'))
param mailReportsKey = readEnvironmentVariable('MAIL_REPORTS_KEY', '')
param mailFrom = readEnvironmentVariable('MAIL_FROM', '')
param taskHub = readEnvironmentVariable('TASK_HUB', 'AzureStorage')
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param immutableDays = int(readEnvironmentVariable('IMMUTABLE_DAYS', '0'))
param alwaysReady = int(readEnvironmentVariable('ALWAYS_READY', '0'))
param monthlyBudgetPounds = int(readEnvironmentVariable('MONTHLY_BUDGET_POUNDS', '50'))
