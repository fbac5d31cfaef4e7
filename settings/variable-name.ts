/** relay.adminPort is RINGSIDE_RELAY_ADMIN_PORT. */
export function variableName(section: string, name: string): string {
  return `RINGSIDE_${section}_${name.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase();
}
