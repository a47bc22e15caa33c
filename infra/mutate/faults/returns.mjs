const here = (file) => `platform/src/returns/${file}`
const test = 'src/returns/returns.api.test.ts'

/** What shoppers ask back. */
export const returns = [
  {
    name: 'more pieces are asked back than are left',
    file: here('asking.service.ts'),
    edits: [["if (quantity > most(line)) throw new Fault('returns.pieces_gone')", '']],
    test,
    says: 'never for more than is left',
  },
  {
    name: 'a promise is held against no limit',
    file: here('deciding.service.ts'),
    edits: [["if (to === 'approved') await mayPromise(row.worth)", '']],
    test,
    says: 'within the limit of who says it',
  },
  {
    name: 'what other returns were promised does not count',
    file: here('returns.repo.ts'),
    edits: [["r.state in ('approved', 'sent', 'received'))::bigint", 'false)::bigint']],
    test,
    says: 'counts what other returns of the order were promised',
  },
  {
    name: 'a stranger takes a return back',
    file: here('asking.service.ts'),
    edits: [["if (row.member_id !== shopperId()) throw new Fault('access.not_found')", '']],
    test,
    says: 'only the buyer asks',
  },
  {
    name: 'a supplier decides what another shipped',
    file: here('deciding.service.ts'),
    edits: [["if (row.supplier_id !== supplierId) throw new Fault('access.not_found')", '']],
    test,
    says: 'its supplier decides',
  },
  {
    name: 'a store decides after its time',
    file: here('deciding.service.ts'),
    edits: [["if (state === 'refused' || desk === 'hq') throw new Fault('returns.with_hq')", '']],
    test,
    says: 'what nobody decides in time',
  },
]
