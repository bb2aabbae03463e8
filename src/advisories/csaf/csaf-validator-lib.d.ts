// The library is JavaScript without declarations: as much of it as is used. Its further mandatory tests have the type of the first.
declare module '@secvisogram/csaf-validator-lib/mandatoryTests.js' {
  type TestResult = { isValid?: boolean; errors?: { message: string; instancePath: string }[] };
  export function mandatoryTest_6_1_1(document: unknown): TestResult | Promise<TestResult>;
}
declare module '@secvisogram/csaf-validator-lib/lib/schemaTests/csaf_2_0.js' {
  export default function csaf_2_0(document: unknown): { isValid: boolean; errors: { message: string; instancePath: string }[] };
}
