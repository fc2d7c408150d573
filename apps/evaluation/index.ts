export { createEvaluationProvince } from './create.ts';
