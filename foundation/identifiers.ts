export { isValidOrganisationCode, organisationCheckCharacter } from './identifiers/organisation-code.ts';
export { isValidUscc, usccCheckCharacter, usccFault } from './identifiers/uscc.ts';
