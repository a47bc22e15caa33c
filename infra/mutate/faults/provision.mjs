/** What a tenant may be filled with. */
const test = 'src/provision/provision.api.test.ts'
const file = 'platform/src/provision/description.rows.ts'
export const provision = [
  {
    name: 'a seed says of goods what their attribute cannot be',
    file,
    edits: [['if (misfit) throw', 'if (misfit && false) throw']],
    test,
    says: 'a value that its attribute cannot have',
  },
  {
    name: 'a seed sells goods without what their category asks for',
    file,
    edits: [['if (published && requiredMissing', 'if (!published && requiredMissing']],
    test,
    says: 'without what their category asks for',
  },
  {
    name: 'a seed reviews what nobody bought',
    file: 'platform/src/provision/review.rows.ts',
    edits: [['if (!sale?.memberKey || ', 'if (!sale || ']],
    test,
    says: 'what nobody bought',
  },
]
