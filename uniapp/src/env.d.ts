/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the mini program finds the API, e.g. `https://shop.example.com`; H5 always uses its own origin. */
  readonly VITE_API_ORIGIN?: string
}

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}

/** What uni has no name for. */
declare const wx: {
  env: { USER_DATA_PATH: string }
  shareFileMessage(file: { filePath: string; fileName: string; success: () => void; fail: () => void }): void
  getFileSystemManager(): {
    writeFile(file: {
      filePath: string
      data: string
      encoding: 'utf8'
      success: () => void
      fail: (why: { errMsg: string }) => void
    }): void
    readFile(file: {
      filePath: string
      success: (read: { data: ArrayBuffer }) => void
      fail: (why: { errMsg: string }) => void
    }): void
  }
  chooseMedia(wish: {
    count: number
    mediaType: 'image'[]
    sizeType: 'compressed'[]
    success: (chosen: { tempFiles: { tempFilePath: string }[] }) => void
    fail: () => void
  }): void
}
