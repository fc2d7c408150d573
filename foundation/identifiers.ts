// What most callers need; making codes, reading them as people write them, and division codes are in the files beside.
export { isValidOrganisationCode, organisationCheckCharacter } from './identifiers/organisation-code.ts';
export { isValidUscc, usccCheckCharacter, usccFault } from './identifiers/uscc.ts';
