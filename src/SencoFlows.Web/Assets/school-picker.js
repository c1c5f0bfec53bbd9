// Suggestions while somebody types the name of a school: a combobox as the ARIA practices describe it. Without this file the
// same form searches with its own button.
const atLeast = 2
const pause = 150

export function pickSchools(root = document) {
  for (const picker of root.querySelectorAll('[data-app-school-picker]')) {
    // The page shows a list of radios already: that is the question now.
    if (!picker.querySelector('[type=radio]')) suggest(picker)
  }
}

function suggest(picker) {
  const input = picker.querySelector('input[type=text]')
  const search = picker.querySelector('[data-app-search]')
  const list = make('ul', { id: input.id + '-list', role: 'listbox', class: 'app-picker__list', hidden: '' })
  list.setAttribute('aria-label', 'Schools')
  const status = make('p', { class: 'govuk-visually-hidden', role: 'status' })
  const chosen = make('input', { type: 'hidden', name: picker.dataset.appSchoolPicker })
  let schools = [], at = -1, waiting, asked

  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) {
    input.setAttribute(name, value)
  }
  const box = make('div', { class: 'app-picker__box' })
  input.before(box)
  box.append(input, list)
  picker.append(chosen, status)
  offerSearch(false)

  input.addEventListener('input', () => {
    chosen.value = ''
    clearTimeout(waiting)
    asked?.abort()
    if (input.value.trim().length < atLeast) return close()
    waiting = setTimeout(ask, pause)
  })
  input.addEventListener('keydown', e => {
    if (e.key === 'Escape') close()
    else if (list.hidden) return
    else if (e.key === 'ArrowDown') mark((at + 1) % schools.length)
    else if (e.key === 'ArrowUp') mark((at + schools.length - 1 + (at < 0)) % schools.length)
    else if (e.key === 'Enter' && at >= 0) take(at)
    else return
    e.preventDefault()
  })
  input.addEventListener('blur', close)

  async function ask() {
    asked = new AbortController()
    try {
      const answer = await fetch('/schools/search?q=' + encodeURIComponent(input.value.trim()), { headers: { Accept: 'application/json' }, signal: asked.signal })
      if (!answer.ok) throw new Error(answer.status)
      schools = await answer.json()
      show()
    } catch (e) {
      if (e.name === 'AbortError') return
      close()
      offerSearch(true)
    }
  }

  // Out of the way it is disabled too: Enter shall press the form's own button.
  function offerSearch(is) {
    search.hidden = !is
    search.querySelector('button').disabled = !is
  }

  function show() {
    at = -1
    list.replaceChildren(...schools.map((school, i) => {
      const option = make('li', { id: `${list.id}-${i}`, role: 'option', class: 'app-picker__option' })
      option.setAttribute('aria-selected', 'false')
      const about = make('span', { class: 'app-picker__about' })
      about.textContent = school.about
      option.append(school.name, ' ', about)
      option.addEventListener('pointerdown', e => e.preventDefault())
      option.addEventListener('click', () => take(i))
      return option
    }))
    open(schools.length > 0)
    status.textContent = schools.length === 0 ? 'No school found' : schools.length === 1 ? '1 school found' : `${schools.length} schools found`
  }

  function mark(i) {
    at = i
    for (const [n, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(n === i))
    input.setAttribute('aria-activedescendant', list.children[i].id)
    list.children[i].scrollIntoView({ block: 'nearest' })
  }

  function take(i) {
    input.value = schools[i].name
    chosen.value = schools[i].urn
    status.textContent = schools[i].name + ' chosen'
    close()
  }

  function close() {
    open(false)
  }

  function open(is) {
    list.hidden = !is
    input.setAttribute('aria-expanded', String(is))
    input.removeAttribute('aria-activedescendant')
    if (!is) at = -1
  }
}

function make(name, attributes) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
