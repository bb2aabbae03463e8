interface CsafParts {
  readonly branches?: readonly object[];
  readonly relationships?: readonly object[];
  readonly vulnerabilities?: readonly object[];
  readonly groups?: readonly object[];
  readonly version?: string;
}

/** A CSAF 2.0 document of the test's own that the standard accepts, around the parts that a test is about. */
export function csafDocument({ branches = [], relationships, vulnerabilities, groups, version = '2.0' }: CsafParts): object {
  const moment = '2024-05-01T10:00:00.000Z';
  return {
    document: {
      category: 'csaf_base',
      csaf_version: version,
      title: 'An advisory of the test',
      publisher: { category: 'vendor', name: 'Example', namespace: 'https://example.org' },
      references: [{ category: 'self', summary: 'web', url: 'https://example.org/a-1' }],
      tracking: {
        id: 'A-1',
        version: '1',
        status: 'final',
        initial_release_date: moment,
        current_release_date: moment,
        revision_history: [{ number: '1', date: moment, summary: 'first' }],
      },
    },
    ...((branches.length > 0 || relationships || groups) && {
      product_tree: {
        ...(branches.length > 0 && { branches }),
        ...(relationships && { relationships }),
        ...(groups && { product_groups: groups }),
      },
    }),
    ...(vulnerabilities && { vulnerabilities }),
  };
}

/** `vendor › name › version` as branches; the product has the id. */
export const product = (vendor: string, name: string, category: string, version: string, id: string, helper?: object): object => ({
  category: 'vendor',
  name: vendor,
  branches: [{ category: 'product_name', name, branches: [{ category, name: version, product: full(`${name} ${version}`, id, helper) }] }],
});

export const full = (name: string, id: string, helper?: object): object => ({
  name,
  product_id: id,
  ...(helper && { product_identification_helper: helper }),
});
