// Keeps what is typed while it is typed. Without this file the same form is saved by its button. The server takes each field by
// itself and never writes over what somebody else has changed: it says so, and what was typed stays on the page.
const pause = 1200

export function keepForms(root = document) {
  for (const form of root.querySelectorAll('form[data-app-keep]')) keep(form)
}

function keep(form) {
  const says = form.querySelector('[data-app-kept]')
  let waiting, sending = false, again = false

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(send, pause)
  })
  form.addEventListener('change', () => {
    clearTimeout(waiting)
    send()
  })
  form.addEventListener('submit', () => clearTimeout(waiting))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && waiting) send()
  })

  async function send() {
    waiting = undefined
    if (sending) {
      again = true
      return
    }
    sending = true
    const body = new URLSearchParams(new FormData(form))
    body.set('do', 'keep')
    try {
      const answer = await fetch(form.action || location.href, { method: 'POST', body, keepalive: body.toString().length < 60000, redirect: 'error' })
      if (answer.status === 409) {
        says.textContent = 'Not saved: somebody else has issued this or thrown it away. Nothing you typed is lost: press the button.'
        sending = false
        return
      }
      if (!answer.ok) throw new Error(answer.status)
      const { saved, seen, clashes } = await answer.json()
      if (saved) for (const [field, mark] of Object.entries(seen)) form.elements['seen.' + field].value = mark
      const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
      says.textContent = !saved ? 'Not saved yet: press the button to see why.' : clashes.length > 0 ? clashes.join('. ') + '.' : 'Saved at ' + time + '.'
    } catch {
      says.textContent = 'Not saved: the connection failed, or you have been signed out. What you typed is still here. Press the button to try again.'
    }
    sending = false
    if (again) {
      again = false
      send()
    }
  }
}
