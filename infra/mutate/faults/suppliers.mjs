/** Who supplies, and what of it goes on sale. */
const suppliers = (file) => `platform/src/suppliers/${file}`
const onboarding = 'src/suppliers/onboarding.api.test.ts'
export const supply = [
  {
    name: 'goods of a supplier whose licence has ended go on sale',
    file: 'platform/src/catalog/products.service.ts',
    edits: [['        await this.gate.checkSupplier(product.supplierId)\n', '']],
    test: onboarding,
    says: 'a licence that ends',
  },
  {
    name: 'in bulk, goods of a supplier whose licence has ended go on sale',
    file: 'platform/src/catalog/product-edits.service.ts',
    edits: [['stopped ? barred.get(supplierId) : undefined', 'undefined']],
    test: onboarding,
    says: 'a licence that ends',
  },
  {
    name: 'a paper of another supplier is good for one’s own licence',
    file: suppliers('files.repo.ts'),
    edits: [[' and supplier_id is not distinct from $4', ' and ($4::uuid is null or true)']],
    test: onboarding,
    says: 'no other’s to use',
  },
  {
    name: 'an invitation is followed twice',
    file: suppliers('invitations.repo.ts'),
    edits: [['i.key_hash = $2 and i.used_at is null', 'i.key_hash = $2']],
    test: onboarding,
    says: 'chooses a login',
  },
  {
    name: 'a supplier’s people invite beyond their supplier',
    file: suppliers('invitations.repo.ts'),
    edits: [
      [
        "g.scope_kind = 'supplier' and g.scope_id = $2 group by",
        "g.scope_kind = 'supplier' and $2::uuid is not null group by",
      ],
    ],
    test: onboarding,
    says: 'the last owner stays',
  },
]
