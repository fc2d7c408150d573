export { verifyDrawPage } from './verify-draw.ts';
