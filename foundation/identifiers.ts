export {
  type DivisionLevel,
  divisionLevel,
  liesWithin,
  parentDivision,
  parseDivisionCode,
} from './identifiers/division-code.ts';
export { isValidOrganisationCode, organisationCheckCharacter } from './identifiers/organisation-code.ts';
export {
  foldUscc,
  isValidUscc,
  makeUscc,
  parseUscc,
  usccCheckCharacter,
  usccFault,
  usccFaults,
} from './identifiers/uscc.ts';
