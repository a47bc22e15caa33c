import type { ShownBlock } from '@storeweave/contract'
import { Editor } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { docOf } from './doc'
import { PictureNode, VideoNode, type SeenMedia } from './media-nodes'

/** Where words of a story may lead. */
export const isStoryLink = (url: string): boolean =>
  /^https:\/\/[^\s]+$/.test(url) && URL.canParse(url) && url.length <= 500

/** A table without widths of its own: the pages' policy lets no element carry a style. */
const PlainTable = Table.extend({
  addNodeView: () => null,
  renderHTML: () => ['table', ['tbody', 0]],
})

const GONE =
  'script,style,iframe,object,embed,svg,math,template,noscript,form,input,button,select,textarea,meta,link'
/**
 * What is pasted, with nothing left that could run, load or look like anything: plain elements without attributes but
 * addresses, and every heading a heading of a story. The schema decides what of it stays.
 */
export function cleaned(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const element of body.querySelectorAll(GONE)) element.remove()
  for (const element of body.querySelectorAll('*'))
    for (const { name } of [...element.attributes])
      if (!/^(href|colspan|rowspan|data-picture|data-video|title)$/.test(name)) element.removeAttribute(name)
  for (const heading of body.querySelectorAll('h1,h3,h4,h5,h6')) {
    const same = body.ownerDocument.createElement('h2')
    same.append(...heading.childNodes)
    heading.replaceWith(same)
  }
  return body.innerHTML
}

interface Setting {
  element: HTMLElement
  story: readonly ShownBlock[]
  editable: boolean
  label: string
  caption: string
  seen: SeenMedia
  changed: () => void
  moved: () => void
  /** Takes files that were pasted or dropped. */
  files: (files: File[]) => void
  /** Somebody pasted pictures that lie elsewhere; they are left out. */
  foreign: () => void
}

const filesOf = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(({ type }) => /^(image|video)\//.test(type))

/**
 * The editor of a story in an element. Its schema has what a story has and nothing else, so that of pasted pages only
 * headings, text with marks, https links, lists and tables are left; their pictures must be uploaded.
 */
export function openEditor(s: Setting): Editor {
  return new Editor({
    element: s.element,
    editable: s.editable,
    content: docOf(s.story),
    injectCSS: false,
    extensions: [
      StarterKit.configure({
        blockquote: false,
        code: false,
        codeBlock: false,
        horizontalRule: false,
        trailingNode: false,
        heading: { levels: [2] },
        link: {
          openOnClick: false,
          autolink: false,
          linkOnPaste: false,
          protocols: [],
          isAllowedUri: (url) => isStoryLink(url ?? ''),
          HTMLAttributes: { target: null, rel: 'noopener nofollow' },
        },
      }),
      PlainTable,
      TableRow,
      TableCell,
      TableHeader,
      PictureNode.configure({ seen: s.seen, caption: s.caption }),
      VideoNode.configure({ seen: s.seen, caption: s.caption }),
    ],
    editorProps: {
      attributes: { class: 'story-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': s.label },
      transformPastedHTML: cleaned,
      handlePaste: (_view, event) => {
        const files = filesOf(event.clipboardData)
        const html = event.clipboardData?.getData('text/html') ?? ''
        // a page's picture comes as a file beside its HTML: text with pictures is meant, not the one picture
        if (files.length && !/<p|<table|<li|<h\d/i.test(html)) {
          s.files(files)
          return true
        }
        if (/<img\b/i.test(html)) s.foreign()
        return false
      },
      handleDrop: (_view, event) => {
        const files = filesOf(event.dataTransfer)
        if (files.length) s.files(files)
        return files.length > 0
      },
    },
    onUpdate: s.changed,
    onTransaction: s.moved,
  })
}
