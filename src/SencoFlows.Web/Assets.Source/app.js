// Everything here makes pages nicer; nothing here is needed. Pages work without it.
import { initAll } from './govuk-frontend.min.js'
import { keepForms } from './keep.js'
import { pickSchools } from './school-picker.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
pickSchools()
keepForms()

for (const button of document.querySelectorAll('[data-app-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// What stands folded away on screen is wanted on paper.
let unfolded = []
window.addEventListener('beforeprint', () => {
  unfolded = [...document.querySelectorAll('details:not([open])')]
  for (const details of unfolded) details.open = true
})
window.addEventListener('afterprint', () => {
  for (const details of unfolded) details.open = false
  unfolded = []
})
