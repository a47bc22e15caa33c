import { plain, type Context, type Loose } from '../types.ts'
import { later } from './call.ts'

const statusBarHeight = 47
const bottomInset = 34

function windowInfo() {
  const { innerWidth: width, innerHeight: height } = window
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height,
    statusBarHeight,
    screenTop: 0,
    safeArea: {
      left: 0,
      right: width,
      top: statusBarHeight,
      bottom: height - bottomInset,
      width,
      height: height - statusBarHeight - bottomInset,
    },
  }
}

const deviceInfo = {
  brand: 'iPhone',
  model: 'iPhone 13',
  system: 'iOS 17.0',
  platform: 'ios',
  abi: 'arm64',
  deviceAbi: 'arm64',
  benchmarkLevel: -1,
  memorySize: 4096,
}

const baseInfo = {
  SDKVersion: '3.8.0',
  version: '8.0.50',
  theme: 'light',
  enableDebug: false,
  host: { env: 'WeChat' },
}

const setting = {
  bluetoothEnabled: false,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
}

/** What the phone tells of itself: an iPhone of the page's size. */
export function deviceApis(context: Context): Record<string, unknown> {
  // The app's language is the browser context's, so a test chooses it by Playwright's `locale`.
  const language = navigator.language.startsWith('zh') ? 'zh_CN' : navigator.language.split('-')[0]
  const system = () => ({
    ...windowInfo(),
    ...deviceInfo,
    ...baseInfo,
    ...setting,
    language,
    fontSizeSetting: 16,
  })
  const launch = () => {
    const { path, query, scene } = context.options
    return plain({
      path: path ?? context.payload.app.pages[0],
      query,
      scene,
      referrerInfo: {},
      mode: 'default',
    })
  }
  const account = {
    miniProgram: { appId: context.options.appId, envVersion: 'release', version: '1.0.0' },
    plugin: {},
  }
  const known = (name: string) => {
    const [first] = String(name).split('.')
    return first in context.wx || !context.payload.apiNames.includes(first)
  }
  return {
    getSystemInfoSync: system,
    getSystemInfo: later(context, 'getSystemInfo', system),
    getSystemInfoAsync: later(context, 'getSystemInfoAsync', system),
    getWindowInfo: windowInfo,
    getDeviceInfo: () => ({ ...deviceInfo }),
    getAppBaseInfo: () => ({ ...baseInfo, language }),
    getSystemSetting: () => ({ ...setting }),
    getAppAuthorizeSetting: () => ({
      locationAuthorized: context.location === 'refused' ? 'denied' : 'authorized',
    }),
    getMenuButtonBoundingClientRect: () => {
      const right = window.innerWidth - 7
      return {
        width: 87,
        height: 32,
        top: statusBarHeight + 4,
        bottom: statusBarHeight + 36,
        left: right - 87,
        right,
      }
    },
    getAccountInfoSync: () => plain(account),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    getExtConfigSync: () => ({}),
    getExtConfig: later(context, 'getExtConfig', () => ({ extConfig: {} })),
    getNetworkType: later(context, 'getNetworkType', () => ({
      networkType: navigator.onLine ? 'wifi' : 'none',
    })),
    canIUse: known,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
    getLogManager: () => ({ log() {}, info() {}, warn() {}, debug() {} }),
    getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, addFilterMsg() {}, setFilterMsg() {} }),
    nextTick: (run: () => void) => void Promise.resolve().then(run),
    getPerformance: () => ({
      now: () => Date.now(),
      createObserver: () => ({ observe() {}, disconnect() {} }),
    }),
  } as Record<string, Loose>
}
