/** First match wins: browsers name those they descend from. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser\//, 'Huawei'],
  [/(?:MiuiBrowser|XiaoMi)/, 'Xiaomi'],
  [/QQBrowser\//, 'QQ'],
  [/(?:OPR|Opera)\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/^(?=.*Version\/\d).*Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const named = (list: typeof BROWSERS, agent: string) => list.find(([match]) => match.test(agent))?.[1] ?? ''

/** Browser and system as people call them, out of a user agent; empty where it tells nothing known. */
export const deviceNameOf = (agent: string): { browser: string; system: string } => ({
  browser: named(BROWSERS, agent),
  system: named(SYSTEMS, agent),
})
