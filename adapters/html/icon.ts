/** The desk's icon, as an address. */
export const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1d4779"/><path d="M7 9h18v11H15l-5 4v-4H7z" fill="#fff"/></svg>',
)}`;
