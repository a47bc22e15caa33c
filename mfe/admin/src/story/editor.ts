import type { ShownBlock } from '@storeweave/contract'
import { Editor } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { docOf } from './doc'
import { PictureNode, VideoNode, type SeenMedia } from './media-nodes'

/** Where words of a story may lead. */
export const isStoryLink = (url: string): boolean =>
  /^https:\/\/[^\s]+$/.test(url) && URL.canParse(url) && url.length <= 500

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
      TableKit.configure({ table: { resizable: false } }),
      PictureNode.configure({ seen: s.seen, caption: s.caption }),
      VideoNode.configure({ seen: s.seen, caption: s.caption }),
    ],
    editorProps: {
      attributes: { class: 'story-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': s.label },
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
