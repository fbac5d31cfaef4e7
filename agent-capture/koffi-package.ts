/** The only importer of the `koffi` package, which calls the system's own libraries. */
export { default as koffi } from 'koffi';
