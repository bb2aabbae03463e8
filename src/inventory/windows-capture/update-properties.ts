/** Properties of the class Win32_QuickFixEngineering; names of classes and properties are the same in every language. */
export interface UpdateProperties {
  readonly hotFixIds: readonly string[];
  readonly hostnames: readonly string[];
}
