import type { Context, Loose } from '../types.ts'
import { later, recordCall } from './call.ts'

const refused = 'auth deny'

/** The calls by which a person acts: sign in, pay, scan, choose, agree. */
export function personApis(context: Context): Record<string, unknown> {
  let codes = 0
  let brightness = 0.5
  const on = (api: string, answer: (args: Loose) => unknown) => [api, later(context, api, answer)] as const
  const done = () => ({})
  /** Only the test can know the answer; without its handler the person closes the sheet. */
  const cancelled = (api: string) =>
    on(api, () => {
      throw new Error('cancel')
    })
  const place = () => {
    if (context.location === 'refused') throw new Error(refused)
    return {
      accuracy: 30,
      altitude: 0,
      verticalAccuracy: 0,
      horizontalAccuracy: 30,
      speed: -1,
      ...context.location,
    }
  }
  return {
    ...Object.fromEntries([
      on('login', () => ({ code: `login-code-${(codes += 1)}-${Math.random().toString(36).slice(2, 10)}` })),
      on('checkSession', done),
      on('getLocation', place),
      on('getFuzzyLocation', place),
      on('chooseLocation', () => ({ name: '所选地点', address: '', ...place() })),
      on('openLocation', done),
      on('requestPayment', () => {
        throw new Error('the harness has no handler "requestPayment": give one to openMiniProgram')
      }),
      ...[
        'scanCode',
        'chooseAddress',
        'chooseImage',
        'chooseMedia',
        'getUserProfile',
        'chooseInvoiceTitle',
      ].map(cancelled),
      on('requestSubscribeMessage', ({ tmplIds = [] }) =>
        Object.fromEntries(tmplIds.map((id: string) => [id, 'accept'])),
      ),
      on('authorize', ({ scope }) => {
        if (scope === 'scope.userLocation' && context.location === 'refused') throw new Error(refused)
      }),
      on('getSetting', () => ({
        authSetting: { 'scope.userLocation': context.location !== 'refused' },
        subscriptionsSetting: { mainSwitch: true },
      })),
      on('openSetting', () => ({ authSetting: { 'scope.userLocation': context.location !== 'refused' } })),
      on('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
      on('requirePrivacyAuthorize', done),
      on('openPrivacyContract', done),
      on('makePhoneCall', done),
      on('openCustomerServiceChat', done),
      on('setClipboardData', ({ data }) => void context.storage.set('clipboard:', data)),
      on('getClipboardData', () => ({ data: context.storage.get('clipboard:') ?? '' })),
      on('setScreenBrightness', ({ value }) => void (brightness = value)),
      on('getScreenBrightness', () => ({ value: brightness })),
      on('getRandomValues', ({ length }) => ({
        randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
      })),
      on('vibrateShort', done),
      on('vibrateLong', done),
      on('addPhoneContact', done),
      on('navigateToMiniProgram', done),
      on('exitMiniProgram', done),
      on('saveImageToPhotosAlbum', done),
      on('preloadAssets', done),
    ]),
    reportEvent: (...args: unknown[]) => void recordCall(context, 'reportEvent', { args }),
    reportAnalytics: (...args: unknown[]) => void recordCall(context, 'reportAnalytics', { args }),
    reportPerformance: (...args: unknown[]) => void recordCall(context, 'reportPerformance', { args }),
  }
}
