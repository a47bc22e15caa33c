import { callPage } from '../pages.ts'
import { plain, topPage, type BuiltinInstance, type Context } from '../types.ts'
import { any, elementOf, findAbove, flag, number, text, type BuiltinDefinition } from './define.ts'

const drawButton = (instance: BuiltinInstance) => {
  const element = elementOf(instance)
  if (!element) return
  const { type, size, plain: isPlain, loading } = instance.data
  Object.assign(element.dataset, { wxType: type, wxSize: size, wxPlain: isPlain, wxLoading: loading })
  if (instance.data.disabled) element.setAttribute('aria-disabled', 'true')
  else element.removeAttribute('aria-disabled')
}

/** What the phone shows for an open-type, and what comes of it, answered by the test's handler. */
async function openNative(context: Context, button: BuiltinInstance): Promise<void> {
  const kind: string = button.data.openType
  const args = { dataset: plain(button.dataset ?? {}) }
  const call = { api: kind, args } as (typeof context.calls)[number]
  context.calls.push(call)
  if (kind === 'share') {
    const target = { id: button.id ?? '', dataset: args.dataset }
    call.result = plain(
      callPage(context, topPage(context), 'onShareAppMessage', { from: 'button', target }),
    ) as never
    return
  }
  try {
    const answer = context.handled.has(kind) ? await context.askTest(kind, args) : defaultAnswer(kind)
    call.result = { errMsg: `${kind}:ok`, ...answer }
  } catch (error) {
    call.error = (error as Error).message
    call.result = { errMsg: `${kind}:fail ${call.error}` }
  }
  button.triggerEvent(kind.toLowerCase(), call.result)
}

let phoneCodes = 0

function defaultAnswer(kind: string): object {
  if (kind === 'getPhoneNumber') return { code: `phone-code-${(phoneCodes += 1)}` }
  if (kind === 'chooseAvatar') return { avatarUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }
  if (['openSetting', 'contact', 'feedback'].includes(kind)) return {}
  throw new Error(`no answer for open-type "${kind}": give openMiniProgram a handler of that name`)
}

const navigations: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

/** button and navigator. */
export function buttonBuiltins(context: Context): Record<string, BuiltinDefinition> {
  return {
    button: {
      properties: {
        type: { type: String, value: 'default' },
        size: { type: String, value: 'default' },
        disabled: flag,
        loading: flag,
        plain: flag,
        openType: text,
        formType: text,
        lang: text,
        appParameter: text,
        hoverClass: text,
        sendMessageTitle: any,
      },
      isPressed: true,
      lifetimes: {
        attached() {
          drawButton(this)
        },
      },
      observers: {
        'disabled,type,size,plain,loading'() {
          drawButton(this)
        },
      },
      methods: {
        press() {
          if (this.data.disabled) return
          if (this.data.formType) findAbove(this, 'form')?.getMethodCaller?.()[this.data.formType]?.()
          if (this.data.openType) void openNative(context, this)
        },
      },
    },
    navigator: {
      isPressed: true,
      properties: {
        url: text,
        openType: { type: String, value: 'navigate' },
        delta: number(1),
        hoverClass: text,
        target: text,
      },
      methods: {
        press() {
          const { url, delta, openType } = this.data
          context.wx[navigations[openType]]({ url, delta })
        },
      },
    },
  }
}
