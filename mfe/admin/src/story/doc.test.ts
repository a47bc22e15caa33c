import type { ShownBlock } from '@storeweave/contract'
import { expect, it } from 'vitest'
import { blocksOf, docOf } from './doc'

const run = (text: string, more: object = {}) => ({ text, marks: [], link: null, ...more })
const picture = { id: 'p', url: '/p', variants: [], alt: '' }

it('a story goes through the editor and comes out the same', () => {
  const story: ShownBlock[] = [
    { kind: 'heading', text: '产地' },
    {
      kind: 'text',
      runs: [
        run('来自 '),
        run('临安', { marks: ['bold', 'underline'] }),
        run('官网', { link: 'https://a.example/' }),
      ],
    },
    { kind: 'list', ordered: true, items: [[run('洗')], [run('切', { marks: ['italic'] })]] },
    {
      kind: 'table',
      head: true,
      rows: [
        ['项目', '每 100 克'],
        ['蛋白质', ''],
      ],
    },
    { kind: 'picture', picture, caption: '果园' },
  ]
  expect(blocksOf(docOf(story))).toEqual([
    ...story.slice(0, 4),
    { kind: 'picture', mediaId: 'p', caption: '果园' },
  ])
})

it('leaves out what is empty, flattens lists in lists, parts lines', () => {
  const text = (words: string) => ({ type: 'text', text: words })
  const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
  const item = (...content: object[]) => ({ type: 'listItem', content })
  const doc = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 } },
      paragraph(text('一'), { type: 'hardBreak' }, text('二')),
      paragraph(text('  ')),
      {
        type: 'bulletList',
        content: [
          item(paragraph(text('上')), { type: 'bulletList', content: [item(paragraph(text('下')))] }),
          item(paragraph()),
        ],
      },
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph()] }] }],
      },
    ],
  }
  expect(blocksOf(doc)).toEqual([
    { kind: 'text', runs: [run('一')] },
    { kind: 'text', runs: [run('二')] },
    { kind: 'list', ordered: false, items: [[run('上')], [run('下')]] },
  ])
})
