/**
 * Stands in for the package `long` in browser bundles: 64-bit fields are plain numbers here, and that package
 * compiles WebAssembly as it loads, which a strict content security policy reports.
 */
export {};
