//! Hearsay in Zed: says how the language server is started. docs/editors/zed.md tells more.
use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result};

struct Hearsay;

impl zed::Extension for Hearsay {
    fn new() -> Self {
        Hearsay
    }

    fn language_server_command(
        &mut self,
        _server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let command = worktree
            .which("hearsay")
            .ok_or("the program hearsay is not on the path; install it first")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Hearsay);
