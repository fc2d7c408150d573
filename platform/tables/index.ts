export { filesOf, type Place, readTables, withUploads } from './read-tables.ts';
