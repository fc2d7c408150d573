/** See setup.mjs: the environment in which every script starts the program. */
export function programEnvironment(): NodeJS.ProcessEnv;
