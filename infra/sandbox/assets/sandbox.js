/* Buttons that move the sandbox, the cashier's two buttons, and the text messages that show up by themselves. */
async function send(method, path, body) {
  const answer = await fetch(path, { method, headers: { 'content-type': 'application/json' }, body })
  const told = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(told.errMsg ?? told.error ?? String(answer.status))
}

for (const button of document.querySelectorAll('button[data-path]')) {
  button.addEventListener('click', async () => {
    button.disabled = true
    const { method, path, body } = button.dataset
    await send(method, path, body).catch((error) => button.setAttribute('title', error.message))
    location.reload()
  })
}

const cashier = document.querySelector('.cashier')
for (const button of cashier?.querySelectorAll('button') ?? []) {
  button.addEventListener('click', async () => {
    const buttons = cashier.querySelectorAll('button')
    const error = cashier.querySelector('.error')
    buttons.forEach((one) => (one.disabled = true))
    const { prepay, back } = cashier.dataset
    try {
      const body = JSON.stringify({ prepay_id: prepay, outcome: button.dataset.outcome })
      await send('POST', '/sandbox/wechat-pay/pay', body)
      if (back) location.assign(back)
      else location.reload()
    } catch (problem) {
      error.textContent = error.dataset.words + problem.message
      error.hidden = false
      buttons.forEach((one) => (one.disabled = false))
    }
  })
}

const inbox = document.querySelector('[data-newest]')
if (inbox) {
  const { newest, phone } = inbox.dataset
  setInterval(async () => {
    const answer = await fetch(`/sms.json?phone=${encodeURIComponent(phone)}`).catch(() => undefined)
    if (!answer?.ok) return
    const { messages } = await answer.json()
    if ((messages[0]?.id ?? '') !== newest) location.reload()
  }, 1500)
}
