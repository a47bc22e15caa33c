import { z } from 'zod'
import { Media } from './catalog.js'
import { Id, line, piece, WordsOrNone } from './shape.js'
import { plainLines, STORY_BLOCKS_MAX, STORY_CHARACTERS_MAX } from './story-text.js'

/** A story is a list of blocks of plain text: no HTML is stored, sent or shown, so nothing in it can run. */
export const StoryMark = z.enum(['bold', 'italic', 'underline', 'strike'])
export type StoryMark = z.infer<typeof StoryMark>
/** Where words of a story may lead: https alone. */
export const StoryLink = z.url({ protocol: /^https$/ }).max(500)
/** A stretch of text that looks alike; blanks at its ends are part of it. */
export const StoryRun = z.strictObject({
  text: piece(2000),
  marks: z.array(StoryMark).max(4).default([]),
  link: StoryLink.nullable().default(null),
})
export type StoryRun = z.infer<typeof StoryRun>
const runs = z.array(StoryRun).min(1).max(60)
const caption = line(200, 0).default('')
const plainBlocks = [
  z.strictObject({ kind: z.literal('heading'), text: line(120) }),
  z.strictObject({ kind: z.literal('text'), runs }),
  z.strictObject({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(runs).min(1).max(50) }),
  z.strictObject({
    kind: z.literal('table'),
    /** Whether the first row says what the columns are. */
    head: z.boolean(),
    rows: z
      .array(z.array(line(200, 0)).min(1).max(8))
      .min(1)
      .max(50),
  }),
] as const
const StoryBlock = z.discriminatedUnion('kind', [
  ...plainBlocks,
  z.strictObject({ kind: z.literal('picture'), mediaId: Id, caption }),
  z.strictObject({ kind: z.literal('video'), mediaId: Id, caption }),
])
/** A block as it is written. */
export type StoryBlock = z.infer<typeof StoryBlock>

/** A video of a product: anybody may fetch it and its cover. */
export const ShownVideo = z.object({ id: Id, url: z.string(), type: z.string(), poster: Media })
export type ShownVideo = z.infer<typeof ShownVideo>
/** A 3D model (binary glTF) that anybody may fetch. */
export const ShownModel = z.object({ id: Id, url: z.string() })
export type ShownModel = z.infer<typeof ShownModel>
export const ShownBlock = z.discriminatedUnion('kind', [
  ...plainBlocks,
  z.strictObject({ kind: z.literal('picture'), picture: Media, caption }),
  z.strictObject({ kind: z.literal('video'), video: ShownVideo, caption }),
])
/** A block as it is shown: pictures and videos with their addresses. */
export type ShownBlock = z.infer<typeof ShownBlock>

const sizeOf = (story: readonly StoryBlock[]) => plainLines(story).reduce((sum, text) => sum + text.length, 0)
const isEven = (block: StoryBlock) =>
  block.kind !== 'table' || block.rows.every((row) => row.length === block.rows[0]!.length)

const Story = z
  .array(StoryBlock)
  .max(STORY_BLOCKS_MAX)
  .refine((story) => sizeOf(story) <= STORY_CHARACTERS_MAX, { message: 'too many characters' })
  .refine((story) => story.every(isEven), { message: 'rows of different lengths' })
const ShownStory = z.object({ zh: z.array(ShownBlock), en: z.array(ShownBlock) }).meta({ id: 'ShownStory' })
export type ShownStory = z.infer<typeof ShownStory>

/** What search engines are told instead of name, detail and category; empty: those. */
export const Seo = z.strictObject({
  title: WordsOrNone(120),
  description: WordsOrNone(300),
  words: WordsOrNone(200),
})
export type Seo = z.infer<typeof Seo>
/** What a shopper sees of a product beside its plain fields. */
export const shown = { story: ShownStory, video: ShownVideo.nullable(), model: ShownModel.nullable() }
/** How a product shows itself. `version` 0: nobody has said anything yet. */
export const Presentation = z.object({ ...shown, seo: Seo, version: z.int() }).meta({ id: 'Presentation' })
export type Presentation = z.infer<typeof Presentation>
/** The presentation whole; `version` is the one that was read. */
export const SetPresentation = z
  .strictObject({
    story: z.strictObject({ zh: Story, en: Story }),
    seo: Seo,
    videoId: Id.nullable(),
    modelId: Id.nullable(),
    version: z.int().min(0),
  })
  .meta({ id: 'SetPresentation' })
export type SetPresentation = z.infer<typeof SetPresentation>
