import { describe, expect, it } from 'vitest'
import { treeOf } from '../products/category-tree'
import { repositioned } from './positions'

const at = (id: string, position: number, parentId: string | null = null) => ({
  id,
  position,
  parentId,
  name: { zh: id, en: '' },
  iconUrl: null,
  productCount: 0,
})

describe('the order of categories', () => {
  it('changes only those that move', () => {
    const list = [at('a', 10), at('b', 20), at('c', 30)]
    expect(repositioned(list, 0, 1)).toEqual([
      { id: 'b', position: 10 },
      { id: 'a', position: 20 },
    ])
    expect(repositioned(list, 1, 1)).toEqual([])
    expect(repositioned(list, 0, -1)).toEqual([])
  })
  it('is a tree by position; one whose parent is out of sight stands at the top', () => {
    const tree = treeOf([at('child', 1, 'a'), at('b', 5), at('a', 9), at('lost', 1, 'gone')])
    expect(tree.map(({ id, depth }) => [id, depth])).toEqual([
      ['lost', 0],
      ['b', 0],
      ['a', 0],
      ['child', 1],
    ])
  })
})
