-- Hearsay in Neovim, 0.10 and later: starts the language server, gives its highlights colours, and
-- lists what it found in the location list. docs/editors/neovim.md shows it at work.
local M = {}

---@class hearsay.Options
local defaults = {
  cmd = { "hearsay", "lsp" },
  filetypes = { "text", "markdown", "html" },
  root_markers = { ".hearsay.json", ".git" },
  inlay_hints = true, -- names behind pronouns
  settings = {}, -- as in .hearsay.json
}

-- The groups that semantic tokens are shown with. A theme or a user may set them otherwise.
local colours = {
  light = {
    HearsayQuote = { bg = "#d3ecd6" },
    HearsayParaphrase = { bg = "#eaf5e6" },
    HearsayCharge = { bg = "#fbd9d6" },
    HearsayAnswer = { bg = "#ecdcf7" },
    HearsayClaim = { underline = true, sp = "#a15c00" },
    HearsaySpeaker = { fg = "#005f87", bold = true },
    HearsayCue = { italic = true },
  },
  dark = {
    HearsayQuote = { bg = "#1d4027" },
    HearsayParaphrase = { bg = "#1c2f22" },
    HearsayCharge = { bg = "#5a2222" },
    HearsayAnswer = { bg = "#432a58" },
    HearsayClaim = { underline = true, sp = "#e0a348" },
    HearsaySpeaker = { fg = "#7cc7ec", bold = true },
    HearsayCue = { italic = true },
  },
}

local tokens = {
  ["@lsp.type.quote"] = "HearsayQuote",
  ["@lsp.type.paraphrase"] = "HearsayParaphrase",
  ["@lsp.type.charge"] = "HearsayCharge",
  ["@lsp.type.answer"] = "HearsayAnswer",
  ["@lsp.type.claim"] = "HearsayClaim",
  ["@lsp.type.speaker"] = "HearsaySpeaker",
  ["@lsp.type.cue"] = "HearsayCue",
  ["@lsp.mod.checkable"] = "HearsayClaim",
}

local ours = {} -- the groups as they were set here last

-- Sets a group, unless a theme or the user has.
local function set_default(group, look)
  local now = vim.api.nvim_get_hl(0, { name = group })
  if vim.tbl_isempty(now) or vim.deep_equal(now, ours[group]) then
    vim.api.nvim_set_hl(0, group, look)
    ours[group] = vim.api.nvim_get_hl(0, { name = group })
  end
end

-- Neovim shows hints as it shows what is no text, which its own schemes nearly hide: names are to be
-- read. A theme or a user that gives hints a look of their own is left alone.
local function make_hints_readable()
  if M.options.inlay_hints and vim.api.nvim_get_hl(0, { name = "LspInlayHint" }).link == "NonText" then
    vim.api.nvim_set_hl(0, "LspInlayHint", { link = "Comment" })
  end
end

local function set_colours()
  make_hints_readable()
  for group, look in pairs(colours[vim.o.background] or colours.dark) do set_default(group, look) end
  for token, group in pairs(tokens) do
    for _, filetype in ipairs(M.options.filetypes) do
      vim.api.nvim_set_hl(0, token .. "." .. filetype, { link = group, default = true })
    end
  end
end

local function name_of(party)
  if not party or party == vim.NIL then return "somebody" end
  return party.author and "the text" or party.name
end

local function names_of(parties)
  local names = vim.tbl_map(name_of, parties)
  return #names > 0 and table.concat(names, ", ") or "somebody"
end

-- What a line of the list says of an annotation, by kind.
local describe = {
  quote = function(a) return ("%s (%s)"):format(name_of(a.speaker), a.form) end,
  claim = function(a) return ("%d %% %s, %s"):format(a.checkworthiness * 100, a.type, name_of(a.claimant)) end,
  accusation = function(a)
    return ("%s against %s%s"):format(name_of(a.accuser), names_of(a.accused),
      #a.answers == 0 and ", unanswered" or "")
  end,
  answer = function(a) return ("%s: %s"):format(name_of(a.by), a.answer) end,
}

local lists = { accusations = "accusation", answers = "answer", claims = "claim", quotes = "quote" }

local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = "hearsay" })[1]
end

local function item_of(annotation, uri, encoding)
  local item = vim.lsp.util.locations_to_items({ { uri = uri, range = annotation.span } }, encoding)[1]
  item.text = describe[annotation.kind](annotation) .. ": " .. vim.trim(item.text)
  return item
end

--- Lists annotations of one kind ("claims", "accusations", "answers", "quotes") in the location list.
function M.list(what)
  local kind = lists[what]
  if not kind then return vim.notify("hearsay: no list of " .. what, vim.log.levels.ERROR) end
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local client = client_of(buffer)
  if not client then return vim.notify("hearsay: not attached to this buffer", vim.log.levels.WARN) end
  local uri = vim.uri_from_bufnr(buffer)
  local function show(error, result)
    if error then return vim.notify("hearsay: " .. error.message, vim.log.levels.ERROR) end
    local items = {}
    for _, annotation in ipairs(result.annotations) do
      if annotation.kind == kind then
        table.insert(items, item_of(annotation, uri, client.offset_encoding))
      end
    end
    vim.fn.setloclist(window, {}, " ", { title = "Hearsay: " .. what, items = items })
    vim.cmd.lopen()
  end
  local request = vim.fn.has("nvim-0.11") == 1 and client.request
    or function(_, ...) return client.request(...) end -- no method yet in 0.10
  request(client, "hearsay/annotations", { textDocument = { uri = uri } }, show, buffer)
end

local function make_command()
  vim.api.nvim_create_user_command("Hearsay", function(call) M.list(call.args) end, {
    nargs = 1,
    desc = "List claims, accusations, answers or quotes",
    complete = function(start)
      return vim.tbl_filter(function(name) return vim.startswith(name, start) end, vim.tbl_keys(lists))
    end,
  })
end

local function server()
  local options = M.options
  return {
    name = "hearsay",
    cmd = options.cmd,
    filetypes = options.filetypes,
    root_markers = options.root_markers,
    settings = { hearsay = options.settings },
  }
end

local function start_with_filetype(group)
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event)
      local config = server()
      config.root_dir = vim.fs.root(event.buf, config.root_markers)
      vim.lsp.start(config, { bufnr = event.buf })
    end,
  })
end

---@param options? hearsay.Options
function M.setup(options)
  M.options = vim.tbl_deep_extend("force", defaults, options or {})
  local group = vim.api.nvim_create_augroup("hearsay", {})
  set_colours()
  make_command()
  vim.api.nvim_create_autocmd("ColorScheme", { group = group, callback = set_colours })
  vim.api.nvim_create_autocmd("OptionSet", { group = group, pattern = "background", callback = set_colours })
  vim.api.nvim_create_autocmd("LspAttach", {
    group = group,
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == "hearsay" and M.options.inlay_hints then
        vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
      end
    end,
  })
  if vim.lsp.enable then -- 0.11 and later
    vim.lsp.config("hearsay", server())
    vim.lsp.enable("hearsay")
  else
    start_with_filetype(group)
  end
end

return M
