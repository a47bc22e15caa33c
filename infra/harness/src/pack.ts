import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join, posix } from 'node:path'
import { readApiNames } from './api-names.ts'
import { compileBuiltins, TmplGroup } from './builtin-templates.ts'
import type { AppConfig, Payload, WindowConfig } from './payload.ts'
import { compileSheet, inlineImports } from './wxss.ts'

interface SubPackage {
  root: string
  pages: string[]
}

interface RawApp extends AppConfig {
  subPackages?: SubPackage[]
  subpackages?: SubPackage[]
  usingComponents?: Record<string, string>
}

const imageTypes: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

/** The sub-packages that app.json names, their roots without slashes at the ends. */
export function subPackagesOf(app: RawApp): SubPackage[] {
  return (app.subPackages ?? app.subpackages ?? []).map((one) => ({
    root: one.root.replace(/^\/|\/$/g, ''),
    pages: one.pages,
  }))
}

/** Every file below a folder, as paths with forward slashes. */
export function listFiles(root: string, below = ''): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name)
    return entry.isDirectory() ? listFiles(root, path) : [path]
  })
}

const resolveFrom = (from: string, target: string) =>
  target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)

class Packer {
  readonly app: RawApp
  readonly pages: string[]
  readonly order: string[] = []
  readonly config: Record<string, WindowConfig> = {}
  readonly warnings: string[] = []
  private readonly seen = new Set<string>()
  private readonly shared: Record<string, string>

  constructor(private readonly root: string) {
    this.app = JSON.parse(this.read('app.json'))
    this.pages = [
      ...this.app.pages,
      ...subPackagesOf(this.app).flatMap((one) => one.pages.map((page) => `${one.root}/${page}`)),
    ]
    this.shared = Object.fromEntries(
      Object.entries(this.app.usingComponents ?? {}).map(([tag, path]) => [
        tag,
        `/${resolveFrom('app', path)}`,
      ]),
    )
    for (const path of Object.values(this.shared)) this.visit(path.slice(1))
    for (const page of this.pages) this.visit(page)
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  private visit(path: string): void {
    if (this.seen.has(path)) return
    this.seen.add(path)
    for (const type of ['.js', '.wxml']) {
      if (!existsSync(join(this.root, path + type))) this.warnings.push(`no file ${path}${type}`)
    }
    const own = existsSync(join(this.root, `${path}.json`)) ? JSON.parse(this.read(`${path}.json`)) : {}
    const using: Record<string, string> = {}
    for (const [tag, target] of Object.entries<string>({ ...this.shared, ...own.usingComponents })) {
      if (/^(ext|plugin):\/\//.test(target)) this.warnings.push(`${path}: <${tag}> is a plugin, left out`)
      else using[tag] = `/${resolveFrom(path, target)}`
    }
    this.config[path] = { ...own, usingComponents: using }
    for (const target of Object.values(using)) this.visit(target.slice(1))
    this.order.push(path)
  }
}

function compileTemplates(packer: Packer, files: string[]): string {
  const group = new TmplGroup()
  for (const path of files) {
    if (path.endsWith('.wxs')) group.addScript(path.replace(/\.wxs$/, ''), packer.read(path))
    if (!path.endsWith('.wxml')) continue
    // Built-in <image> draws into <img>; a hand-written <img> would not be drawn on the phone.
    for (const problem of group.addTmpl(path.replace(/\.wxml$/, ''), packer.read(path)) ?? []) {
      if (problem.isError || problem.level >= 3) packer.warnings.push(`${path}: ${problem.message}`)
    }
  }
  const code = group.getTmplGenObjectGroups()
  group.free()
  return code
}

function compileStyles(packer: Packer, files: string[]): Pick<Payload, 'styles' | 'scopes'> {
  const sheets = Object.fromEntries(
    files.filter((path) => path.endsWith('.wxss')).map((path) => [path, packer.read(path)]),
  )
  const scopes: Record<string, string> = { app: 'app' }
  packer.order.forEach((path, index) => (scopes[path] = `m${index}`))
  const styles = ['app', ...packer.order]
    .filter((path) => sheets[`${path}.wxss`] !== undefined)
    .map((path) => ({
      path,
      css: compileSheet(inlineImports(`${path}.wxss`, sheets, packer.warnings), {
        scope: scopes[path]!,
        page: packer.pages.includes(path) ? path : undefined,
      }),
    }))
  return { styles, scopes }
}

function readAssets(root: string, files: string[]): Record<string, string> {
  const assets: Record<string, string> = {}
  for (const path of files) {
    const type = imageTypes[extname(path)]
    if (type) assets[path] = `data:${type};base64,${readFileSync(join(root, path)).toString('base64')}`
  }
  return assets
}

/** Reads an mp-weixin build folder and turns it into data a page can boot; throws when app.json is absent. */
export function packBuild(root: string): Payload {
  const packer = new Packer(root)
  const files = listFiles(root)
  const scripts = Object.fromEntries(
    files.filter((path) => path.endsWith('.js')).map((path) => [path, packer.read(path)]),
  )
  return {
    app: packer.app,
    pages: packer.pages,
    order: packer.order,
    config: packer.config,
    scripts,
    ...compileStyles(packer, files),
    templates: compileTemplates(packer, files),
    builtinTemplates: compileBuiltins(),
    assets: readAssets(root, files),
    apiNames: readApiNames(),
    warnings: packer.warnings,
  }
}
