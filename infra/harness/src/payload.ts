/** One entry of the tab bar in app.json. */
export interface Tab {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

/** What the harness reads of app.json. */
export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: { list: Tab[]; color?: string; selectedColor?: string; backgroundColor?: string; custom?: boolean }
}

/** What the harness reads of a page's JSON (and of app.json's window). */
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  usingComponents?: Record<string, string>
  component?: boolean
  styleIsolation?: string
}

/** A build folder as data: everything the page needs to boot it. Paths have no leading slash. */
export interface Payload {
  app: AppConfig
  pages: string[]
  /** Components before those that use them, pages last. */
  order: string[]
  config: Record<string, WindowConfig>
  scripts: Record<string, string>
  styles: { path: string; css: string }[]
  scopes: Record<string, string>
  /** Compiled wxml, an expression that gives path -> template. */
  templates: string
  builtinTemplates: string
  assets: Record<string, string>
  apiNames: string[]
  warnings: string[]
}

/** How one mini program is started. */
export interface BootOptions {
  appId: string
  apiOrigin: string
  buildOrigin?: string
  allowedOrigins: string[]
  handled: string[]
  location: { latitude: number; longitude: number } | 'refused'
  path?: string
  query: Record<string, string>
  scene: number
  storage: Record<string, unknown>
}

/** One wx call as it happened: its arguments without functions, then its answer or its error. */
export interface ApiCall {
  api: string
  args: Record<string, unknown>
  result?: Record<string, unknown>
  error?: string
}
