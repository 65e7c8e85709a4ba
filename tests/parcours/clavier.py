"""What a person does who has a keyboard and no mouse."""

from playwright.sync_api import Locator, Page

FAR = 150  # presses: beyond, nobody would have the patience


def goes_to(page: Page, target: Locator) -> None:
    """Press the tabulation key until the element has the focus."""
    for _ in range(FAR):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def types(page: Page, name: str, text: str) -> None:
    """Reach a field of the page's form, empty it and type."""
    goes_to(page, page.locator(f"main form:not([role=search]) [name={name}]").first)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def chooses(page: Page, name: str, label: str) -> None:
    """Reach a list of choices and type the beginning of one."""
    field = page.locator(f"main select[name={name}]").first
    goes_to(page, field)
    page.keyboard.type(label)
    chosen = field.evaluate("e => e.selectedOptions[0].label")
    assert str(chosen).startswith(label), chosen


def picks(page: Page, name: str, value: str) -> None:
    """Reach a group of buttons, and move to one with the arrows."""
    group = page.locator(f"main [name={name}]")
    for _ in range(FAR):
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    wanted = page.locator(f"main [name={name}][value={value}]")
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not reach {value}")


def activates(page: Page, target: Locator) -> None:
    """Reach a link, a button or a fold, and press Enter."""
    goes_to(page, target)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
