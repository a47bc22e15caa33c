/** SQL for a region's own id and those of everything below it; `$1` is the tenant, `parameter` (`$4`) the region. */
export const belowRegion = (parameter: string): string =>
  `(with recursive below as (select id from org_units where tenant_id = $1 and id = ${parameter}
     union select c.id from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id) select id from below)`
