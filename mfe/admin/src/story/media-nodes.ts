import { mergeAttributes, Node } from '@tiptap/core'

/** What the editor knows of the pictures and videos in it: only these can stand in a story, whatever is pasted. */
export type SeenMedia = Map<string, { url: string; alt: string }>
interface Texts {
  seen: SeenMedia
  caption: string
}

/** A picture or a video by the id it is kept under; in the document's HTML it has no address that could be forged. */
const mediaNode = (name: 'picture' | 'video') =>
  Node.create<Texts>({
    name,
    group: 'block',
    atom: true,
    draggable: true,
    addOptions: () => ({ seen: new Map(), caption: '' }),
    addAttributes: () => ({ mediaId: { default: '' }, caption: { default: '' } }),
    parseHTML() {
      return [
        {
          tag: `figure[data-${name}]`,
          getAttrs: (element) => {
            const mediaId = element.getAttribute(`data-${name}`) ?? ''
            return this.options.seen.has(mediaId) && { mediaId, caption: element.getAttribute('title') ?? '' }
          },
        },
      ]
    },
    renderHTML({ node, HTMLAttributes }) {
      const { mediaId, caption } = node.attrs as { mediaId: string; caption: string }
      const own = { [`data-${name}`]: mediaId, title: caption, mediaid: null, caption: null }
      return ['figure', mergeAttributes(HTMLAttributes, own)]
    },
    addNodeView() {
      return ({ node, editor, getPos }) => {
        const { mediaId, caption } = node.attrs as { mediaId: string; caption: string }
        const dom = document.createElement('figure')
        dom.className = `story-${name}`
        const image = document.createElement('img')
        const known = this.options.seen.get(mediaId)
        Object.assign(image, { src: known?.url ?? '', alt: caption || (known?.alt ?? ''), draggable: false })
        const input = document.createElement('input')
        Object.assign(input, {
          value: caption,
          placeholder: this.options.caption,
          maxLength: 200,
          disabled: !editor.isEditable,
        })
        input.setAttribute('aria-label', this.options.caption)
        input.addEventListener('input', () => {
          const at = getPos()
          if (at === undefined) return
          editor.view.dispatch(
            editor.state.tr.setNodeMarkup(at, undefined, { mediaId, caption: input.value }),
          )
        })
        dom.append(image, input)
        return {
          dom,
          stopEvent: (event) => event.target === input,
          ignoreMutation: () => true,
          // the field keeps its cursor while its own words are written into the document
          update: (now) => now.type.name === name && now.attrs['mediaId'] === mediaId,
        }
      }
    },
  })

export const PictureNode = mediaNode('picture')
export const VideoNode = mediaNode('video')
